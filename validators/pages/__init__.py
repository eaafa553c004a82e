"""The example and the page of each rule."""
