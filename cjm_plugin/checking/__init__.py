"""What is wrong with the maps: problems of reading and findings of the rules, in one report with places."""
