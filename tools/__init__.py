"""Scripts for the people who work on this repository; nothing in the product imports them."""
