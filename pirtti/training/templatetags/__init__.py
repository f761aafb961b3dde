"""Words of training for templates."""
