"""What people look at: base templates, components, stylesheets, the waterfall, the page that explains a run."""
