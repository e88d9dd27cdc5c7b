"""
What a namespace holds, told without running anything of the user's: no repr, no len, no property, no __getattr__, no
metaclass. Values are read through the methods of the built-in types themselves, and through those of known packages on
objects of exactly their types. Everything is bounded in number, length, depth and time.

These files need nothing but the standard library of Python 3.8: the plain Python kernel imports them, and Tandem's host
sends their text to ipykernel (kernel-host/variables/ipykernel), under the name of another package.
"""
