"""What do we send? An outbox of letters (mails), written with the change they tell of."""
