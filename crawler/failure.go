package crawler

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"strconv"
	"time"
)

// errNoResponse is a request that ended without response and without error.
var errNoResponse = errors.New("no response")

// visitError is a visit that brought no page.
type visitError struct {
	// outcome is what the link ends with, unless the visit is worth another attempt.
	outcome   Outcome
	transient bool
	// notBefore is when the server or our own rules allow the next attempt; zero leaves it to the backoff.
	notBefore time.Time
	status    int // 0 if the server did not answer
	err       error
}

func (e *visitError) Error() string { return e.err.Error() }
func (e *visitError) Unwrap() error { return e.err }

// failure classifies an error of [fetcher.get]. A time out of the caller's own context is no failure of
// the server: ask ctx first.
func failure(err error) *visitError {
	how, transient := "connection", true
	var dns *net.DNSError
	var timeout interface{ Timeout() bool }
	var certificate *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var record tls.RecordHeaderError
	switch {
	case errors.Is(err, errAddress):
		how, transient = "address", false
	case errors.Is(err, errTooLarge):
		how, transient = "too_large", false
	case errors.Is(err, errTruncated):
		how = "truncated"
	case errors.Is(err, errEncoding):
		how, transient = "encoding", false
	case errors.As(err, &dns):
		how, transient = "dns", !dns.IsNotFound
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		how = "timeout"
	case errors.As(err, &certificate), errors.As(err, &authority), errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		how, transient = "tls", false
	}
	return &visitError{outcome: Failed(how), transient: transient, err: err}
}

// statusFailure classifies a status that is neither success nor redirect nor 304.
func statusFailure(status int, header http.Header, err error) *visitError {
	e := &visitError{outcome: Failed("status " + strconv.Itoa(status)), status: status, err: err}
	switch status {
	case http.StatusNotFound, http.StatusGone:
		e.outcome = Gone
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		e.transient = true
	default:
		e.transient = status >= 500 && status != http.StatusNotImplemented && status != http.StatusHTTPVersionNotSupported
	}
	if e.transient {
		e.notBefore = retryAfter(header.Get("Retry-After"), time.Now())
	}
	return e
}

// maxRetryAfter bounds what a server can ask for, so that a slip of its clock does not end the crawl.
const maxRetryAfter = 24 * time.Hour

// retryAfter reads the header's seconds or date; zero if it has neither.
// Source: RFC 9110, section 10.2.3.
func retryAfter(value string, now time.Time) time.Time {
	at := time.Time{}
	if seconds, err := strconv.ParseUint(value, 10, 31); err == nil {
		at = now.Add(time.Duration(seconds) * time.Second)
	} else if date, err := http.ParseTime(value); err == nil {
		at = date
	}
	if !at.After(now) {
		return time.Time{}
	}
	if limit := now.Add(maxRetryAfter); at.After(limit) {
		return limit
	}
	return at
}
