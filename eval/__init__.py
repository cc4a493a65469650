"""Is polycite as good, and as fast, as it was yesterday?"""
