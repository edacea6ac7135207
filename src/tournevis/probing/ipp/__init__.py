"""A small client of the Internet Printing Protocol (RFC 8010, RFC 8011), enough to look at printers and jobs."""
