"""How the sample archive's PDF and DOCX files are made from their Markdown sources."""
