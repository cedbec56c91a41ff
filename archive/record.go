package archive

import (
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"newswire/archive/warc"
	"newswire/article"
)

// Fields of our own.
const (
	fieldSite = "Newswire-Site"
	fieldURL  = "Newswire-URL"
)

// maxBody bounds a page, and with it the memory that reading one back may take.
const maxBody = 256 << 20

// blockLimits let every record be read that can be written.
var blockLimits = warc.Limits{Header: 1 << 20, Block: maxBody + 1<<20}

// earliest and latest bound the times that Unix nanoseconds can say.
var (
	earliest = time.Unix(0, math.MinInt64)
	latest   = time.Unix(0, math.MaxInt64)
)

// nanoseconds returns t as Unix nanoseconds, or the nearest that can be said; zero stands for unset.
func nanoseconds(t time.Time, unset int64) int64 {
	switch {
	case t.IsZero():
		return unset
	case t.Before(earliest):
		return math.MinInt64
	case t.After(latest):
		return math.MaxInt64
	}
	return t.UnixNano()
}

// originalPrefix marks fields of the HTTP header that do not describe the stored body.
const originalPrefix = "X-Archive-Orig-"

// bodyFields are those that describe a body.
var bodyFields = []string{"Content-Encoding", "Transfer-Encoding", "Content-Length"}

// subject is a page on its way into the archive.
type subject struct {
	page    *article.Page
	target  *url.URL // the address
	url     string   // as discovered
	key     key      // of the address
	fetched time.Time
	digest  string
}

func newSubject(p *article.Page) (*subject, error) {
	s := &subject{page: p, fetched: p.FetchedAt.UTC()}
	if p.Status < 100 || p.Status > 999 {
		return nil, fmt.Errorf("status %d is no HTTP status", p.Status)
	}
	if len(p.Body) > maxBody {
		return nil, fmt.Errorf("body of %d bytes is over the limit of %d", len(p.Body), maxBody)
	}
	if s.fetched.Before(earliest) || s.fetched.After(latest) {
		return nil, fmt.Errorf("time of fetching %s is missing or far off", p.FetchedAt)
	}
	var err error
	if s.key, _, err = keyOf(p.Address()); err != nil {
		return nil, err
	}
	if s.target, err = url.Parse(p.Address()); err != nil {
		return nil, err
	}
	if _, _, err := keyOf(p.URL); err != nil && p.URL != "" {
		return nil, err
	}
	discovered, err := url.Parse(p.URL)
	if err != nil {
		return nil, err
	}
	s.url, s.digest = discovered.String(), warc.Digest(p.Body)
	return s, nil
}

// records returns the page's records: a response, or a revisit if original has the body, and the request.
func (s *subject) records(original *entry) []*warc.Record {
	address := s.target.String()
	var page *warc.Record
	switch {
	case s.page.Status == http.StatusNotModified:
		page = s.revisit(warc.ProfileNotModified, original)
	case original != nil:
		page = s.revisit(warc.ProfileIdentical, original)
	default:
		page = warc.New(warc.TypeResponse, address, s.fetched,
			warc.ResponseBlock(s.page.Status, archivedHeader(s.page), s.page.Body))
		if s.page.Truncated {
			page.Fields.Add(warc.FieldTruncated, "unspecified")
		}
	}
	page.Fields.Add(fieldSite, s.page.Site)
	if s.url != address {
		page.Fields.Add(fieldURL, s.url)
	}
	request := warc.New(warc.TypeRequest, address, s.fetched, warc.RequestBlock(s.target, nil))
	request.Fields.Add(warc.FieldConcurrentTo, page.ID())
	return []*warc.Record{page, request}
}

func (s *subject) revisit(profile string, original *entry) *warc.Record {
	rec := warc.New(warc.TypeRevisit, s.target.String(), s.fetched,
		warc.ResponseBlock(s.page.Status, archivedHeader(s.page), nil))
	rec.Fields.Add(warc.FieldProfile, profile)
	rec.Fields.Add(warc.FieldTruncated, "length")
	if original != nil {
		rec.Fields.Add(warc.FieldPayloadDigest, original.Digest)
		rec.Fields.Add(warc.FieldRefersTo, original.Record)
		rec.Fields.Add(warc.FieldRefersToURI, original.URL)
		rec.Fields.Add(warc.FieldRefersToDate, warc.FormatDate(original.at))
	}
	return rec
}

// archivedHeader returns the page's header such that it does not contradict the page's body.
func archivedHeader(p *article.Page) http.Header {
	header := http.Header{}
	for name, values := range p.Header {
		name = http.CanonicalHeaderKey(name)
		right := name == "Content-Length" && len(values) == 1 && values[0] == strconv.Itoa(len(p.Body))
		if slices.Contains(bodyFields, name) && !right {
			name = originalPrefix + name
		}
		header[name] = append(header[name], values...)
	}
	return header
}

func originalHeader(header http.Header) http.Header {
	for _, name := range bodyFields {
		if values := header.Values(originalPrefix + name); len(values) > 0 {
			header[name] = values
			header.Del(originalPrefix + name)
		}
	}
	return header
}

var errNoPage = errors.New("record holds no page")

// pageOf returns the page of a response, or of a revisit without its body.
func pageOf(rec *warc.Record) (*article.Page, error) {
	if t := rec.Type(); t != warc.TypeResponse && t != warc.TypeRevisit {
		return nil, fmt.Errorf("%w: its type is %q", errNoPage, t)
	}
	res, err := rec.Response(maxBody)
	if err != nil {
		return nil, err
	}
	date, err := rec.Date()
	if err != nil {
		return nil, err
	}
	p := &article.Page{
		URL: rec.Fields.Get(fieldURL), FinalURL: rec.TargetURI(), Site: rec.Fields.Get(fieldSite),
		Status: res.Status, Header: originalHeader(res.Header), Body: res.Body,
		Truncated: rec.Type() == warc.TypeResponse && rec.Fields.Get(warc.FieldTruncated) != "",
		FetchedAt: date,
	}
	if p.URL == "" {
		p.URL = p.FinalURL
	}
	return p, nil
}

// complete gives a revisit's page the body of the page that it refers to. After a 304 it is that page,
// seen again.
func complete(revisit, original *article.Page) {
	revisit.Body = original.Body
	if revisit.Status == http.StatusNotModified {
		revisit.Status, revisit.Header = original.Status, original.Header
	}
}
