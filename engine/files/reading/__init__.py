"""From the cells of any format to a checked problem."""
