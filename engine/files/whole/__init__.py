"""How folders of files appear whole, and how one sees that they stayed so."""
