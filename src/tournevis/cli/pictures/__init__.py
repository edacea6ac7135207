"""Pictures of what the benches measure, as SVG that is read in light and in dark."""
