"""Work under bounds, and files of ours that nobody else can lay ready or change."""
