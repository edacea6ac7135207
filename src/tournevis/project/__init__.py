"""The site: settings, addresses, base templates, styles. Wires the rooms together and holds no rule."""
