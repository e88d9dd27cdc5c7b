"""
Tables of what a namespace holds, told by pages: nothing of the user's is run, and no table is moved.

The contract stands in preload/contract/data.ts. These files need nothing but the standard library of Python 3.8 and the
package `variables` beside them; the plain Python kernel imports them, and Tandem's host sends their text to ipykernel
(kernel-host/variables/ipykernel/adapter.ts).
"""
