"""Try an index out in a process of its own, because a damaged one may crash the process: `python probe.py PATH NAME`.

Prints the number of entries and ends with 0 if counting, reading and one search work.
"""

import sys


def probe(path: str, name: str) -> int:
    """Count the entries, read some vectors and search for one of them."""
    import chromadb
    import numpy as np
    from chromadb.config import Settings

    client = chromadb.PersistentClient(path, settings=Settings(anonymized_telemetry=False))
    collection = client.get_collection(name, embedding_function=None)
    count = collection.count()
    ids = collection.get(include=[])["ids"]
    if len(ids) != count:
        raise ValueError(f"{count} counted, {len(ids)} listed")
    if ids:
        some = collection.get(ids=ids[:: max(1, count // 100)], include=["embeddings", "documents"])["embeddings"]
        if some is None or len(some) == 0:
            raise ValueError("no vectors")
        found = collection.query(query_embeddings=np.array(some[:1]), n_results=min(count, 50), include=["distances"])
        if not found["ids"][0]:
            raise ValueError("a search finds nothing")
    return count


if __name__ == "__main__":
    sys.stdout.write(f"{probe(sys.argv[1], sys.argv[2])}\n")
