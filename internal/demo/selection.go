package demo

import "slices"

// in returns the stories of a section, "" for all, the newest first.
func (e *edition) in(section string) []*story {
	var found []*story
	for _, s := range e.stories {
		if section == "" || s.Section == section {
			found = append(found, s)
		}
	}
	slices.SortStableFunc(found, func(a, b *story) int { return b.At.Compare(a.At) })
	return found
}

// by returns the stories of an author or with a tag, the newest first.
func (e *edition) by(name string) []*story {
	return slices.DeleteFunc(e.in(""), func(s *story) bool {
		return !slices.Contains(s.Authors, name) && !slices.Contains(s.Tags, name)
	})
}

// others returns up to n other stories for the teasers beside one, those of its section first.
func (e *edition) others(s *story, n int) []*story {
	var near, far []*story
	for _, o := range e.in("") {
		switch {
		case o.Path == s.Path:
		case o.Section == s.Section:
			near = append(near, o)
		default:
			far = append(far, o)
		}
	}
	near = append(near, far...)
	return near[:min(n, len(near))]
}

// sections returns the sections in the order of the content.
func (e *edition) sections() []string {
	return distinct(e.stories, func(s *story) []string { return []string{s.Section} })
}

func (e *edition) authors() []string {
	return distinct(e.stories, func(s *story) []string { return s.Authors })
}

func (e *edition) tags() []string {
	return distinct(e.stories, func(s *story) []string { return s.Tags })
}

func distinct(all []*story, names func(*story) []string) []string {
	var found []string
	for _, s := range all {
		for _, name := range names(s) {
			if !slices.Contains(found, name) {
				found = append(found, name)
			}
		}
	}
	return found
}

// paged splits a list into pages of n.
func paged(all []*story, n int) [][]*story { return slices.Collect(slices.Chunk(all, n)) }
