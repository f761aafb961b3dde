"""Who wants to hear? E-mail subscriptions of families and the notices they get."""
