"""Files: attachments, limited, sniffed, and served only to those who may see them."""
