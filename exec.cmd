@rem The shell's exec in the package's scripts lets a signal to npm reach the program itself. Windows has no such word: it just runs it.
@%*
