package sink

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.mongodb.org/mongo-driver/v2/mongo"
)

var (
	// ErrPermanent marks a failure that no retry can cure: the article itself is refused. Any other
	// failure to write is transient and the article may be written again.
	ErrPermanent = errors.New("the store can never take this article")
	// ErrNotFound is returned for an article that is not stored.
	ErrNotFound = errors.New("no such article")
)

// Error codes of MongoDB, from its src/mongo/base/error_codes.yml; FerretDB uses the same.
const (
	codeBadValue                  = 2
	codeFailedToParse             = 9
	codeTypeMismatch              = 14
	codeOverflow                  = 15
	codeInvalidLength             = 16
	codeAuthenticationFailed      = 18
	codeInvalidBSON               = 22
	codeNamespaceExists           = 48
	codeDollarPrefixedFieldName   = 52
	codeInvalidIDField            = 53
	codeEmptyFieldName            = 56
	codeDottedFieldName           = 57
	codeImmutableField            = 66
	codeDocumentValidationFailure = 121
	codeCannotIndexParallelArrays = 171
	codeBSONObjectTooLarge        = 10334
	codeDuplicateKey              = 11000
	codeKeyTooLong                = 17280
	codeResultTooLarge            = 17419 // an update's result over the limit; also 17420
	codeInsertTooLarge            = 17420
	codeLanguageOverride          = 17261 // text index: field of the language is no string; 17262: unknown language
	codeUnknownLanguage           = 17262
)

// permanentCodes are what the server answers when the document is at fault. What it answers when the
// server or its configuration is (not primary, timeouts, no authorisation, a full disk) is not here, for
// the article is good and must wait.
var permanentCodes = []int{
	codeBadValue, codeFailedToParse, codeTypeMismatch, codeOverflow, codeInvalidLength, codeInvalidBSON,
	codeDollarPrefixedFieldName, codeInvalidIDField, codeEmptyFieldName, codeDottedFieldName,
	codeImmutableField, codeDocumentValidationFailure, codeCannotIndexParallelArrays,
	codeBSONObjectTooLarge, codeKeyTooLong, codeResultTooLarge, codeInsertTooLarge,
	codeLanguageOverride, codeUnknownLanguage,
}

// failure marks the error of a command on one document as permanent if it is. A command may both fail for
// the document and miss its write concern; the former decides.
func failure(err error) error {
	var exception mongo.WriteException
	if errors.As(err, &exception) {
		for _, w := range exception.WriteErrors {
			if slices.Contains(permanentCodes, w.Code) {
				return fmt.Errorf("%w: %w", ErrPermanent, err)
			}
		}
		return err
	}
	var command mongo.CommandError
	if errors.As(err, &command) && slices.Contains(permanentCodes, int(command.Code)) {
		return fmt.Errorf("%w: %w", ErrPermanent, err)
	}
	return err
}

// writeFailure is failure for one entry of a bulk.
func writeFailure(w mongo.WriteError) error {
	if slices.Contains(permanentCodes, w.Code) {
		return fmt.Errorf("%w: %w", ErrPermanent, w)
	}
	return w
}

func hasCode(err error, code int) bool {
	var server mongo.ServerError
	return errors.As(err, &server) && server.HasErrorCode(code)
}

// isAuth tells a refused login. The driver wraps the server's answer in an unexported type, so that its
// text is the last resort.
func isAuth(err error) bool {
	return hasCode(err, codeAuthenticationFailed) || strings.Contains(err.Error(), "auth error")
}
