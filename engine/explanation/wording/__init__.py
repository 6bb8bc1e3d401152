"""The words of explanations, in Chinese with an English twin."""
