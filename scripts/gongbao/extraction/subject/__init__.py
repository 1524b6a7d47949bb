"""What a quantity counts: the words of a label, and what the sentence leaves out of them."""
