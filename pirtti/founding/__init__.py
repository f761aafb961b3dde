"""A group begins: anybody's idea in six steps, a support person, a first approval."""
