"""Word vectors from gensim-data, the collection behind `gensim.downloader`.

They are kept where that downloader keeps them (GENSIM_DATA_DIR, or gensim-data in the home folder),
so that a program which says `gensim.downloader.load("glove-wiki-gigaword-50")` finds them too. What
is added here: progress and Stop; a download goes on where it broke; and nothing that was downloaded
is run, while gensim itself downloads a program with every model.
"""
