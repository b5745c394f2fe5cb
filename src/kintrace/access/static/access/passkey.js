// Asks the browser for a passkey, where it knows them. Without this script the code of the app does the same.
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), sign => sign.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const read = options => ({
  ...options,
  challenge: bytes(options.challenge),
  ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
  ...['allowCredentials', 'excludeCredentials'].reduce((all, name) => options[name]
    ? { ...all, [name]: options[name].map(one => ({ ...one, id: bytes(one.id) })) } : all, {}),
});
const written = credential => {
  const parts = ['attestationObject', 'authenticatorData', 'clientDataJSON', 'signature', 'userHandle'];
  const response = Object.fromEntries(parts.filter(part => credential.response[part]).map(part => [part, text(credential.response[part])]));
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    clientExtensionResults: credential.getClientExtensionResults() };
};
for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const publicKey = read(JSON.parse(form.dataset.options).publicKey);
    try {
      const made = form.dataset.passkey === 'make';
      const credential = await (made ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
      form.elements.credential.value = JSON.stringify(written(credential));
      form.submit();
    } catch { /* the person thought better of it, and the form stands as it was */ }
  });
}
