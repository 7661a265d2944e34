"""The fictional country's websites: each module turns the week into the pages of one kind of site."""
