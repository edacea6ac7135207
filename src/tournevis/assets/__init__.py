"""Assets: machines and devices, who holds them, what is known of them."""
