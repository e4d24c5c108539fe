"""`medcoop serve`: the SPARQL endpoint, linked data and the JSON API over HTTP.

Two sides. The *front* is one asyncio process that speaks HTTP and never opens the store. *Workers* are small processes, each on one
published snapshot, without a way to the network, that answer one request at a time and are killed when it takes too long or too much
memory.
"""
