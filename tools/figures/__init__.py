"""What the lessons' figures are made of: pictures that stand still, and the data of those that move."""
