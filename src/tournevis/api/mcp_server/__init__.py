"""The door for language models (Model Context Protocol): the model talks, the engine chooses and verifies."""
