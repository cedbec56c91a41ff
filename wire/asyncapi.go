package wire

import (
	"encoding/json"
	"fmt"

	"github.com/nats-io/nats.go"

	"newswire/article"
)

// AsyncAPI returns the description of what Newswire publishes, as indented JSON: the channels, the headers
// of their messages, and [article.Schema] as the articles' payload.
// Source: AsyncAPI 3.0.0, whose own schema format is a superset of JSON Schema draft 07.
func AsyncAPI() ([]byte, error) {
	payload, err := article.Schema()
	if err != nil {
		return nil, err
	}
	var articleSchema object
	if err := json.Unmarshal(payload, &articleSchema); err != nil {
		return nil, fmt.Errorf("reading the article schema: %w", err)
	}
	delete(articleSchema, "$schema") // the document's own format holds for all of it

	return json.MarshalIndent(object{
		"asyncapi": "3.0.0",
		"info": object{
			"title":       "Newswire",
			"version":     schema + ".0.0",
			"description": "Articles and dead letters on NATS JetStream, in the streams " + streamArticles + " and " + streamDead + ". Delivery is at least once.",
		},
		"defaultContentType": contentJSON,
		"channels": object{
			"articles": channel("news.article.{site}.{category}", "Articles as published, kept in the stream "+streamArticles+".",
				"article", object{
					"site":     parameter("The site's name as a subject token"),
					"category": parameter("The article's category as a subject token"),
				}),
			"deadLetters": channel("news.dead.{stage}.{site}", "What could not be processed, kept in the stream "+streamDead+".",
				"deadLetter", object{
					"stage": parameter("Where processing ended, such as extract or store"),
					"site":  parameter("The site's name as a subject token"),
				}),
		},
		"operations": object{
			"sendArticle":    send("articles", "article"),
			"sendDeadLetter": send("deadLetters", "deadLetter"),
		},
		"components": object{
			"schemas":  object{"article": articleSchema},
			"messages": object{"article": articleMessage(), "deadLetter": deadLetterMessage()},
		},
	}, "", "  ")
}

// object is a JSON object.
type object = map[string]any

func channel(address, description, message string, parameters object) object {
	return object{
		"address":     address,
		"description": description,
		"parameters":  parameters,
		"messages":    object{message: object{"$ref": "#/components/messages/" + message}},
	}
}

func parameter(what string) object {
	return object{"description": fmt.Sprintf("%s: [a-z0-9-], at most %d characters; %q if unknown.", what, maxToken, unknown)}
}

func send(channel, message string) object {
	return object{
		"action":   "send",
		"channel":  object{"$ref": "#/channels/" + channel},
		"messages": []object{{"$ref": "#/channels/" + channel + "/messages/" + message}},
	}
}

func articleMessage() object {
	return object{
		"name":        "article",
		"title":       "One version of an article",
		"contentType": contentJSON,
		"description": "The payload is JSON as the schema says. Of an article larger than a message may be, " +
			"it is that after " + headerContentEncoding + " is undone; with " + headerObject + " the message is empty, " +
			"and the encoded payload is the object of that name in the object store " + bucketLarge + ".",
		"headers": headers(object{
			nats.MsgIdHdr: header("Names this publication, for the server's own removal of duplicates. " +
				"Tell versions apart by id and revision of the payload instead."),
			headerContentType: object{"type": "string", "const": contentJSON},
			headerEvent: object{
				"type": "string", "enum": []Event{Created, Updated},
				"description": "Whether this is the first version of the article or a later one.",
			},
			headerSchema: object{
				"type": "string", "const": schema,
				"description": "Another value is a break: do not read the payload.",
			},
			headerPublisher: header("Tells the connection that published the message from others; it means nothing beyond that."),
			headerTrace:     header("By this, crawlers recognise copies of the article without reading it; absent on short articles."),
		}, nats.MsgIdHdr, headerContentType, headerEvent, headerSchema),
		"payload": object{"$ref": "#/components/schemas/article"},
	}
}

func deadLetterMessage() object {
	return object{
		"name":        "deadLetter",
		"title":       "Something that could not be processed",
		"contentType": "application/octet-stream",
		"description": "The payload is what was to be processed: any bytes, or none where the headers say all. " +
			"It may be compressed or put aside as an article's.",
		"headers": headers(object{
			nats.MsgIdHdr:  header("The same for the same letter."),
			headerStage:    header("Where processing ended, such as extract or store."),
			headerAttempts: object{"type": "string", "pattern": "^[0-9]+$", "description": "How often it was tried."},
			headerSite:     header("The site's name."),
			headerReason:   header("Why, in one line of at most 1 KB."),
			headerURL:      header("What page it is about."),
			headerArticle:  header("What article it is about."),
			headerSubject:  header("Where the payload was first published."),
			headerEvent:    object{"type": "string", "enum": []Event{Created, Updated}, "description": "As it stood with the article."},
		}, nats.MsgIdHdr, headerStage, headerAttempts),
	}
}

// headers describes a message's headers: properties, and those that any large message has.
func headers(properties object, required ...string) object {
	properties[headerContentEncoding] = object{
		"type": "string", "const": encodingZstd,
		"description": "Only on what exceeds the server's message size: the payload is compressed (RFC 8878).",
	}
	properties[headerObject] = header("Only on what exceeds it compressed, too: the payload's name in the object store " + bucketLarge + ".")
	return object{
		"type": "object", "properties": properties, "required": required,
		"if":   object{"required": []string{headerObject}},
		"then": object{"required": []string{headerContentEncoding}},
	}
}

func header(description string) object {
	return object{"type": "string", "minLength": 1, "description": description}
}
