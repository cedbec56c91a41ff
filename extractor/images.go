package extractor

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"newswire/article"
	"newswire/extractor/internal/body"
	"newswire/extractor/internal/laxjson"
)

// readImages merges the pictures of the body with the one that the metadata name as the lead. They are
// often the same picture in another size: then the one that the page shows counts, since it has the
// caption and the credit.
func (r *reading) readImages() {
	var images []article.Image
	for _, im := range r.body.Images {
		im.URL, im.Alt = r.resolve(im.URL), alternative(im.Alt)
		if im.URL != "" && !r.decorates(im) {
			images = append(images, im)
		}
	}
	rule := "visible"
	if lead, leadRule := r.leadImage(); lead.URL != "" && !r.decorates(lead) {
		at := -1
		for i := range images {
			if samePicture(images[i].URL, lead.URL) {
				at = i
				break
			}
		}
		switch {
		case at >= 0:
			complete(&images[at], lead)
			images = slices.Insert(slices.Delete(slices.Clone(images), at, at+1), 0, images[at])
		case len(images) == 0:
			images, rule = []article.Image{lead}, leadRule
		}
	}
	if len(images) > 0 {
		r.Article.Images = images
		r.Article.Extraction.Rules["images"] = rule
	}
}

// complete fills in what the page does not show.
func complete(im *article.Image, lead article.Image) {
	if im.Width == 0 || im.Height == 0 {
		im.Width, im.Height = lead.Width, lead.Height
	}
	if im.Caption == "" {
		im.Caption = lead.Caption
	}
	if im.Credit == "" {
		im.Credit = lead.Credit
	}
}

// alternative is the text that a page gives for a picture, without markup; "" for what templates write where
// there is none.
func alternative(alt string) string {
	switch alt = plain(alt); strings.ToLower(alt) {
	case "null", "undefined", "none", "image", "header image":
		return ""
	}
	return alt
}

// placeholders are parts of the names of files that stand in for a picture.
var placeholders = []string{"placeholder", "no-image", "noimage", "no_image", "no-thumb", "missing-image", "default-image", "spacer", "blank.", "transparent.", "1x1."}

// drawn are parts of addresses of icons and of portraits of accounts.
var drawn = []string{"/no-thumb/", "/icons/", "/icon-", "/emoji", "gravatar.com/", "/avatar/", "/avatars/", "/avatar_", "/avatar-"}

// decorates tells pictures that illustrate nothing: icons, logos, placeholders, an author's portrait.
func (r *reading) decorates(im article.Image) bool {
	u, _, _ := strings.Cut(strings.ToLower(im.URL), "?")
	alt := strings.ToLower(im.Alt)
	if strings.HasSuffix(u, ".svg") || alt == "logo" || strings.HasSuffix(alt, " logo") {
		return true
	}
	if im.Caption == "" && slices.ContainsFunc(r.Article.Authors, func(name string) bool { return strings.EqualFold(im.Alt, name) }) {
		return true
	}
	file := path.Base(u)
	return slices.ContainsFunc(placeholders, func(part string) bool { return strings.Contains(file, part) }) ||
		slices.ContainsFunc(drawn, func(part string) bool { return strings.Contains(u, part) })
}

// leadImage is the picture that the metadata name.
func (r *reading) leadImage() (article.Image, string) {
	for _, it := range r.things {
		for _, name := range []string{"image", "thumbnailUrl"} {
			u := r.resolve(it.address(name))
			if u == "" {
				continue
			}
			im := article.Image{URL: u}
			for _, pic := range it.items(name) {
				im.Width, im.Height = pic.pixels("width"), pic.pixels("height")
				im.Caption, im.Credit = body.SplitCredit(pic.str("caption"))
				im.Credit = cmp.Or(pic.str("creditText"), im.Credit)
				break
			}
			return im, it.source + "." + name
		}
	}
	if s, name := r.meta1("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src", "sailthru.image.full", "parsely-image-url"); s != "" {
		im := article.Image{URL: r.resolve(plain(s))}
		if name == "og:image" {
			w, _ := r.meta1("og:image:width")
			h, _ := r.meta1("og:image:height")
			alt, _ := r.meta1("og:image:alt")
			im.Width, im.Height, im.Alt = atoi(w), atoi(h), plain(alt)
		}
		return im, "meta." + name
	}
	return article.Image{}, ""
}

func (it item) pixels(name string) int {
	n := 0
	it.each(name, func(v any) {
		switch v := v.(type) {
		case laxjson.Number:
			n = atoi(string(v))
		case string:
			n = atoi(strings.TrimSuffix(v, "px"))
		}
	})
	return n
}

// atoi returns 0 for what is no sensible number of pixels.
func atoi(s string) int {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || f < 0 || f > 100_000 {
		return 0
	}
	return int(f)
}

// samePicture tells whether two addresses show one picture in two sizes: their file names are equal but
// for the size.
func samePicture(a, b string) bool {
	if a == b {
		return true
	}
	ka, kb := pictureKey(a), pictureKey(b)
	return ka != "" && ka == kb
}

func pictureKey(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	base := path.Base(u.Path)
	if inner := u.Query().Get("url"); inner != "" { // a resizer in front of the picture
		if v, err := url.Parse(inner); err == nil {
			base = path.Base(v.Path)
		}
	}
	base = strings.TrimSuffix(base, path.Ext(base))
	// "name-1200x630", "name_1200"
	for {
		i := strings.LastIndexAny(base, "-_@")
		if i <= 0 || !sizeLike(base[i+1:]) {
			break
		}
		base = base[:i]
	}
	if len(base) < 4 {
		return ""
	}
	return strings.ToLower(base)
}

func sizeLike(s string) bool {
	if s == "" || s == "scaled" {
		return s != ""
	}
	digits := 0
	for i := range len(s) {
		switch {
		case isDigit(s[i]):
			digits++
		case s[i] == 'x' || s[i] == 'w' || s[i] == 'h':
		default:
			return false
		}
	}
	return digits > 0 && digits <= 9
}
