package crawler

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// answer is what came of an [errand].
type answer struct {
	Status  int           `json:"status,omitempty"`
	Header  http.Header   `json:"header,omitempty"`
	Unsure  bool          `json:"unsure,omitempty"`
	Elapsed time.Duration `json:"elapsed,omitempty"`

	Allowed  bool     `json:"allowed,omitempty"`
	Sitemaps []string `json:"sitemaps,omitempty"`

	// Due is when the host is due, if that is beyond the errand's patience.
	Due    time.Time    `json:"due,omitzero"`
	Failed *answerError `json:"failed,omitempty"`

	body []byte
}

// answerError is a [visitError] on its way.
type answerError struct {
	Outcome   Outcome   `json:"outcome"`
	Transient bool      `json:"transient,omitempty"`
	NotBefore time.Time `json:"not_before,omitzero"`
	Status    int       `json:"status,omitempty"`
	Text      string    `json:"text"`
}

// failed returns the answer of an errand that ended with err.
func failed(err error) *answer {
	var closed *notDueError
	if errors.As(err, &closed) {
		return &answer{Due: closed.at}
	}
	var f *visitError
	if !errors.As(err, &f) {
		f = failure(err)
	}
	return &answer{Failed: &answerError{Outcome: f.outcome, Transient: f.transient, NotBefore: f.notBefore, Status: f.status, Text: f.Error()}}
}

// err is the inverse of failed; nil for an answer without error.
func (a *answer) err(host string) error {
	switch f := a.Failed; {
	case !a.Due.IsZero():
		return &notDueError{host: host, at: a.Due}
	case f != nil:
		return &visitError{outcome: f.Outcome, transient: f.Transient, notBefore: f.NotBefore, status: f.Status, err: errors.New(f.Text)}
	}
	return nil
}

func (a *answer) response() *response {
	return &response{status: a.Status, header: a.Header, body: a.body, unsure: a.Unsure, elapsed: a.Elapsed}
}

// encode writes the answer as a line of JSON, then the body as it is.
func (a *answer) encode() []byte {
	line, err := json.Marshal(a)
	if err != nil {
		return failed(fmt.Errorf("answering another process: %w", err)).encode()
	}
	data := make([]byte, 0, len(line)+1+len(a.body))
	return append(append(append(data, line...), '\n'), a.body...)
}

// parseAnswer is the inverse of encode.
func parseAnswer(data []byte) (*answer, error) {
	line, body, _ := bytes.Cut(data, []byte("\n"))
	a := &answer{body: body}
	if err := json.Unmarshal(line, a); err != nil {
		return nil, fmt.Errorf("reading another process's answer: %w", err)
	}
	return a, nil
}
