"""How somebody proves who he is: passwords, second factors, passkeys, directories and identity providers, sessions."""
