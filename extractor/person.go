package extractor

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// capital tells a name whose words begin in capitals, but for articles and particles.
func capital(words []string) bool {
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(first) && !particles[w] && w != "the" && w != "and" && w != "for" {
			return false
		}
	}
	return hasWord(words, groupWords)
}

// isGroup tells names of groups: "The Example Journal", "Example Staff".
func isGroup(words []string) bool {
	return hasWord(words, groupWords) || len(words) > 1 && strings.EqualFold(words[0], "the")
}

func hasWord(words []string, set map[string]bool) bool {
	for _, w := range words {
		if set[strings.ToLower(strings.Trim(w, ".,:;'’"))] {
			return true
		}
	}
	return false
}

// pictureCredit tells credits of photographers, which stand near bylines.
func pictureCredit(words []string) bool {
	switch strings.ToLower(strings.Trim(words[0], ":")) {
	case "photo", "photos", "image", "images", "picture", "foto", "fotos", "bild", "bilder", "photographs", "photography", "illustration", "illustrations",
		"graphic", "graphics", "video", "credit", "grafik", "fotografía", "фото", "写真", "사진":
		return true
	}
	return false
}

// genericAuthor tells what templates put where nobody is named.
func genericAuthor(s string) bool {
	switch key(s) {
	case "admin", "administrator", "author", "post", "posts", "authors", "guest", "unknown", "anonymous", "webmaster", "superuser", "user", "editor", "default",
		"na", "none", "null", "and", "by", "und", "et", "undefined", "staff", "posted", "about", "author0", "byline", "written", "follow", "share", "editors", "writer", "autor", "system", "root":
		return true
	}
	return false
}

// degree tells titles that follow a name after a comma.
func degree(s string) bool {
	switch key(s) {
	case "phd", "md", "mph", "rd", "rdn", "msc", "ma", "mba", "ms", "bsc", "ba", "jd", "esq", "cpa", "cfa", "dds", "dvm", "rn", "dpt", "pt", "do", "facp", "faap",
		"mscr", "mpp", "edd", "psyd", "lcsw", "cscs", "ldn", "cissn", "msn", "np", "dr", "prof", "jr", "sr", "iii", "cfp", "mpa", "drph", "dnp", "pharmd", "lmft", "nasmcpt", "cde", "cdces":
		return true
	}
	return false
}

// likePerson tells whether the words look like a person's name.
func likePerson(words []string, from origin) bool {
	if len(words) > 6 {
		return false
	}
	full, letters := 0, 0
	cased := false
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		for _, r := range w {
			switch {
			case unicode.IsDigit(r):
				return false
			case unicode.IsLetter(r) || unicode.IsMark(r):
				letters++
			}
		}
		switch {
		case unicode.IsUpper(first) || unicode.IsTitle(first):
			cased = true
			full++
		case particles[strings.ToLower(w)]:
		case unicode.IsLower(first):
			// "danah boyd" and "d'Ancona" are names in a name field only
			if i := strings.IndexAny(w, "'’-"); i > 0 && i+1 < len(w) && unicode.IsUpper(rune(w[i+1])) {
				full++
			} else if from == inText || from == inLink && len(words) > 1 {
				return false
			} else {
				full++
			}
		case unicode.IsLetter(first):
			full++
		case from != inField && first != '(':
			return false
		}
	}
	if letters < 2 || from != inField && hasWord(words, pageWords) || from == inText && !cased {
		return false
	}
	return full >= 2 || full >= 1 && from != inText
}

// isAgency tells the names of press agencies.
func isAgency(s string) bool {
	return agencies[key(s)] || agencies[strings.ToLower(s)]
}

// looksLikeDate tells texts with a year or a clock time, which no name has.
func looksLikeDate(s string) bool {
	digits := 0
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			digits++
		}
	}
	return digits >= 3 || digits > 0 && strings.IndexByte(s, ':') > 0
}
