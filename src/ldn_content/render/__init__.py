"""Card → text (Markdown, HTML and figures come with a later release)."""
