"""A second judge of goals: from figures as people type them to the verdict of each goal.

It shares no code with the product and knows nothing of what the product loads. Its goals, bounds,
norms and parties are typed (`tabellen/`), for Alphen aan den Rijn from the document and for
Rietmeer, which was made up, from its own set. What a verdict means it takes from the design, the
decisions 61, 62 and 65, and the pages of measures and indicators. Every number is exact.
"""
