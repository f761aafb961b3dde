"""What was asked? Finding activities and places in Finnish, Swedish and English."""
