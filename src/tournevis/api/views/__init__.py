"""The pages of the room: keys, the description of the API, webhooks."""
