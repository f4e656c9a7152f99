"""The home page: what year and stage it is, what is new, who is reviewed, what came of it, how to speak up."""
