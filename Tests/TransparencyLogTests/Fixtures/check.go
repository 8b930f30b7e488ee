// Checks a head and proofs with Go's own packages: check FOLDER. Prints "ok", or why not.
package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func read(name string) string {
	bytes, err := os.ReadFile(os.Args[1] + "/" + name)
	demand(err)
	return string(bytes)
}

func demand(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func hash(line string) (hash tlog.Hash) {
	bytes, err := base64.StdEncoding.DecodeString(line)
	demand(err)
	copy(hash[:], bytes)
	return
}

// The number of the last line before the hashes, the hashes, and the note after the empty line.
func parts(name string) (number int64, hashes []tlog.Hash, signed string) {
	halves := strings.SplitN(read(name), "\n\n", 2)
	for _, line := range strings.Split(halves[0], "\n") {
		if strings.HasPrefix(line, "index ") || strings.HasPrefix(line, "old ") {
			fmt.Sscan(strings.Split(line, " ")[1], &number)
		} else if !strings.HasPrefix(line, "c2sp.org/") && !strings.HasPrefix(line, "extra ") {
			hashes = append(hashes, hash(line))
		}
	}
	return number, hashes, halves[1]
}

func head(signed string) tlog.Tree {
	verifier, err := note.NewVerifier(strings.TrimSpace(read("key")))
	demand(err)
	opened, err := note.Open([]byte(signed), note.VerifierList(verifier))
	demand(err)
	lines := strings.Split(opened.Text, "\n")
	var tree tlog.Tree
	fmt.Sscan(lines[1], &tree.N)
	tree.Hash = hash(lines[2])
	return tree
}

func main() {
	latest := head(read("head"))
	index, path, signed := parts("proof")
	tree := head(signed)
	if tree != latest {
		fmt.Println("the proof is of another head")
		os.Exit(1)
	}
	demand(tlog.CheckRecord(path, tree.N, tree.Hash, index, tlog.RecordHash([]byte(read("entry")))))
	size, consistency, signed := parts("request")
	tree, before := head(signed), head(read("old"))
	if before.N != size {
		fmt.Println("the request begins at another head")
		os.Exit(1)
	}
	demand(tlog.CheckTree(consistency, tree.N, tree.Hash, before.N, before.Hash))
	signer, err := note.NewSigner(strings.TrimSpace(read("private")))
	demand(err)
	again, err := note.Sign(&note.Note{Text: strings.SplitN(read("head"), "\n\n", 2)[0] + "\n"}, signer)
	demand(err)
	if string(again) != read("head") {
		fmt.Println("Go signs the head otherwise")
		os.Exit(1)
	}
	fmt.Println("ok")
}
