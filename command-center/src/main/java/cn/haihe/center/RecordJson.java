package cn.haihe.center;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Writes a record as its components and nothing else: a question as {@code isEmpty()} is no part of what it says. */
@Singleton
class RecordJson implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        mapper.setVisibility(mapper.getVisibilityChecker().withIsGetterVisibility(Visibility.NONE));
    }
}
