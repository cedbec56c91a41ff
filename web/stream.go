package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

const (
	// heartbeat keeps proxies from closing a quiet stream, and finds clients that are gone.
	heartbeat = 15 * time.Second
	// stall is how long one write to a client may take.
	stall = 10 * time.Second
)

// stream serves articles as server-sent events named "article", each as render makes it. A client
// that comes back is sent what it missed: it names the last event it had in Last-Event-ID, as browsers
// do, or in ?after=.
// Source: WHATWG HTML, "Server-sent events".
func (s *Server) stream(render func(entry) ([]byte, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		mark := r.Header.Get("Last-Event-ID")
		if mark == "" {
			mark = r.URL.Query().Get("after")
		}
		c, missed, err := s.feed.join(mark)
		if err != nil {
			w.Header().Set("Retry-After", "10")
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		defer s.feed.leave(c)

		w.Header().Set("Content-Type", "text/event-stream")
		w.Header().Set("X-Accel-Buffering", "no") // nginx would hold the events back
		out := http.NewResponseController(w)
		send := func(text []byte) error {
			if err := out.SetWriteDeadline(time.Now().Add(stall)); err != nil {
				return err
			}
			if _, err := w.Write(text); err != nil {
				return err
			}
			return out.Flush()
		}
		if r.Method == http.MethodHead || send([]byte("retry: 2000\n\n")) != nil {
			return
		}
		event := func(e entry) error {
			data, err := render(e)
			if err != nil {
				return err
			}
			return send(frame(s.feed.mark(e.seq), data))
		}
		for _, e := range missed {
			if event(e) != nil {
				return // the client is gone
			}
		}
		beat := time.NewTicker(heartbeat)
		defer beat.Stop()
		for {
			select {
			case <-r.Context().Done():
				return
			case <-beat.C:
				err = send([]byte(":\n\n"))
			case e, ok := <-c.articles:
				if !ok {
					return // too slow, or the server ends
				}
				err = event(e)
			}
			if err != nil {
				return // the client is gone
			}
		}
	}
}

// frame is one event named "article". Each line of data needs its own field, and a carriage return
// ends a line as well.
func frame(id string, data []byte) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "id: %s\nevent: article\n", id)
	data = bytes.ReplaceAll(data, []byte("\r"), nil)
	for line := range bytes.Lines(data) {
		fmt.Fprintf(&b, "data: %s\n", bytes.TrimSuffix(line, []byte("\n")))
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// renderJSON makes an event of the article as it is on the wire.
func renderJSON(e entry) ([]byte, error) { return json.Marshal(e.article) }
