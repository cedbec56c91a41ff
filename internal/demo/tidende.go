package demo

func tidende() (*edition, error) { return &edition{notFound: &resource{status: 404}}, nil }
