"""What is lawful, as data: one file a jurisdiction, read strictly by `rulebook`, applied by `licensing`."""
