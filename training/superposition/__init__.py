"""Training of the superposition adapter: one stream of a language model that carries k drafts."""
