// Package body finds the article's body in a parsed page: of any news page, in any language, with no
// knowledge of the site. It takes these steps, each linear in the size of the page:
//
//  1. Read the tree once into a flat page (tree.go, run.go, shape.go): boxes, which are the elements that
//     shape it; runs, which are the pieces of text that a reader sees as one block; and pictures.
//  2. Mark the boxes with what their tags, roles and class words say they are for (marks.go,
//     vocabulary.go), tell tables of data from those that lay the page out (layout.go), and let the boxes
//     inside inherit the marks (root.go).
//  3. Find the headline (headline.go) and the root, the box that holds the text (root.go).
//  4. Survey the runs from the headline to the end of the box around the root (survey.go), and note the
//     clues that speak for and against each (clue.go): its place, element, length, looks and links
//     (sight.go, appearance.go), its company (company.go), the phrases that it is or mentions (phrases.go,
//     mentions.go, topic.go), what it repeats, and what structured data know of it (context.go, gram.go).
//  5. Judge each run by the sum of its clues' weights, but for a few rules that are certain (verdict.go,
//     certain.go). The weights are learned from pages whose article is known (weights.txt, train); what
//     was kept as a whole tells how far it can be trusted (trait.go, confidence.txt).
//  6. Take the standfirst (standfirst.go), put the kept runs together as blocks (blocks.go), and read the
//     pictures with their captions and credits (images.go, credit.go).
//  7. Where the page shows much less than structured data give, or the state of its scripts, take the latter
//     (witness.go).
package body
