"""A large made-up house, the same at every run: what speed and load are measured on."""
