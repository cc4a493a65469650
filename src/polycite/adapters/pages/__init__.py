"""Drawing the pages of PDFs, at arm's length."""
