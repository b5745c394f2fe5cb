"""Letters that nobody has read stand on the first page of whoever may read them."""

from kintrace.intake.letters import actions, queries


def test_the_first_page_leads_a_reader_to_letters_that_nobody_has_read(client, aslan, fatima, keys, letter):
    client.force_login(aslan)
    assert 'href="/letters/">letters that nobody has read' in client.get("/").text
    assert queries.letters_waiting(aslan) == 1
    actions.open_letter(aslan, letter.code, private=keys["aslan"])
    assert (queries.letters_waiting(aslan), queries.letters_waiting(fatima)) == (0, None)
